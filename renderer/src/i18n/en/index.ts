// English, a file for each part of the program; the names exported there are the first part of each key. Sentences say what
// happened, what was not lost, and what to do.
import * as account from './account.ts'
import * as audit from './audit.ts'
import * as backups from './backups.ts'
import * as board from './board.ts'
import * as bulk from './bulk.ts'
import * as copy from './copy.ts'
import * as calendar from './calendar.ts'
import * as checks from './checks.ts'
import * as conflict from './conflict.ts'
import * as dashboard from './dashboard.ts'
import * as forms from './forms.ts'
import * as frame from './frame.ts'
import * as grid from './grid.ts'
import * as hosting from './hosting.ts'
import * as importing from './import.ts'
import * as inbox from './inbox.ts'
import * as inspector from './inspector.ts'
import * as packages from './packages.ts'
import * as record from './record.ts'
import * as people from './people.ts'
import * as palette from './palette.ts'
import * as settings from './settings.ts'
import * as signIn from './sign-in.ts'
import * as studies from './studies.ts'
import * as tags from './tags.ts'
import * as texts from './texts.ts'
import * as tracker from './tracker.ts'
import * as views from './views.ts'
import * as undo from './undo.ts'
import { tour } from './tour.ts'
import * as welcome from './welcome.ts'
import * as work from './work.ts'

export const en = {
  ...account,
  ...audit,
  ...backups,
  ...board,
  ...bulk,
  ...calendar,
  ...checks,
  ...conflict,
  ...copy,
  ...dashboard,
  ...importing,
  ...inbox,
  ...inspector,
  ...forms,
  ...frame,
  ...grid,
  ...hosting,
  ...packages,
  ...record,
  ...palette,
  ...people,
  ...settings,
  ...signIn,
  ...studies,
  ...tags,
  ...texts,
  ...tracker,
  ...views,
  ...undo,
  tour,
  ...welcome,
  ...work,
}
