// A list of outputs to try the import with, as teams keep them, with headings and words of their own. It names the person who asks as the programmer of some, and its days lie ahead, so that it fits any workspace.
import { addDays } from '../../../shared/domain/days.ts'
import type { WorkbookPlan, WrittenCell } from '../../spreadsheets/workbook-plan.ts'

type Line = readonly [code: string, title: string, population: string, prio: string, state: string, days: number]

const lines: readonly Line[] = [
  ['T-14.1.1', 'Disposition of Participants', 'All Screened', 'M', 'WIP', 6],
  ['T-14.1.2', 'Protocol Deviations', 'Randomized', 'M', '', 9],
  ['T-14.1.3', 'Demographics and Baseline Characteristics', 'Randomized', 'H', 'WIP', 5],
  ['T-14.1.4', 'Medical History', 'Safety', 'L', '', 20],
  ['T-14.1.5', 'Prior and Concomitant Medication', 'Safety', 'L', '', 21],
  ['T-14.2.1', 'Primary Endpoint: Change from Baseline at Week 24', 'Full Analysis', 'Urgent', 'WIP', 4],
  ['T-14.2.2', 'Primary Endpoint: Sensitivity Analyses', 'Full Analysis', 'H', '', 8],
  ['T-14.2.3', 'Responders by Visit', 'Full Analysis', 'M', '', 13],
  ['T-14.2.4', 'Key Secondary Endpoints', 'Full Analysis', 'H', '', 11],
  ['F-14.2.1', 'Mean Change from Baseline over Time', 'Full Analysis', 'M', '', 14],
  ['F-14.2.2', 'Forest Plot of the Primary Endpoint by Subgroup', 'Full Analysis', 'M', '', 15],
  ['T-14.3.1', 'Overview of Adverse Events', 'Safety', 'H', 'WIP', 7],
  ['T-14.3.2', 'Adverse Events by System Organ Class and Preferred Term', 'Safety', 'H', '', 7],
  ['T-14.3.3', 'Serious Adverse Events', 'Safety', 'H', '', 8],
  ['T-14.3.4', 'Laboratory Results: Shift from Baseline', 'Safety', 'M', '', 16],
  ['T-14.3.5', 'Vital Signs by Visit', 'Safety', 'M', '', 18],
  ['T-14.3.6', 'Electrocardiogram: Categories of QTcF', 'Safety', 'M', '', 19],
  ['L-16.2.1', 'Participants Who Left the Study', 'Randomized', 'L', '', 24],
  ['L-16.2.2', 'Participants Excluded from an Analysis', 'Randomized', 'L', '', 24],
  ['L-16.2.7', 'Adverse Events', 'Safety', 'M', '', 22],
]
/** Every so many lines are the asking person's own. */
const OWN = 3

/** @param today `YYYY-MM-DD`; days in the list are counted from it @param person user name of who tries it */
export function samplePlan(today: string, person: string): WorkbookPlan {
  return {
    sheet: 'List of outputs',
    columns: [
      { header: 'Output No', kind: 'text', width: 12 },
      { header: 'T/L/F', kind: 'text', width: 8 },
      { header: 'Output Title', kind: 'text', width: 56 },
      { header: 'Analysis Set', kind: 'text', width: 18 },
      { header: 'Programmer', kind: 'text', width: 20 },
      { header: 'Status', kind: 'text', width: 12 },
      { header: 'Deadline', kind: 'day', width: 12 },
      { header: 'Prio', kind: 'text', width: 8 },
    ],
    rows: lines.map(([code, title, population, prio, state, days], index): WrittenCell[] => {
      const isOwn = state !== '' || index % OWN === 0
      return [code, code.charAt(0), title, population, isOwn ? person : null, state || null, addDays(today, days), prio]
    }),
  }
}
