// What can be brought in from a spreadsheet, and which columns each list has. The templates are the empty files that
// upstream's users know, under their names, with their headings (features 1.4, 1.5, 1.7, 1.8).
import type { TextElementType } from '../entities/text-element.ts'
import type { UserRole } from '../entities/user.ts'
import type { ColumnChoice, SheetColumn } from './columns.ts'
import { itemColumns } from './item-columns.ts'
import { workColumns } from './tracker-columns.ts'

export const importSubjects = ['tracker', 'effort_items', 'package_items', 'texts', 'packages', 'people'] as const
export type ImportSubject = (typeof importSubjects)[number]

type ChoiceOf<Value extends string> = ColumnChoice & { value: Value }

const textTypes: readonly ChoiceOf<TextElementType>[] = [
  { value: 'title', label: 'Title', aliases: ['Titles'] },
  { value: 'footnote', label: 'Footnote', aliases: ['Footnotes', 'Note'] },
  { value: 'population_set', label: 'Population', aliases: ['Population Set', 'Population Flag', 'Analysis Set'] },
  { value: 'acronyms_set', label: 'Acronym', aliases: ['Acronyms Set', 'Acronyms', 'Abbreviation'] },
  { value: 'ich_category', label: 'ICH Category', aliases: ['ICH', 'ICH Section'] },
]
const roles: readonly ChoiceOf<UserRole>[] = [
  { value: 'ADMIN', label: 'Administrator', aliases: ['Lead', 'Owner'] },
  { value: 'EDITOR', label: 'Editor', aliases: ['Programmer', 'Statistician'] },
  { value: 'VIEWER', label: 'Viewer', aliases: ['Reader', 'Guest'] },
]

const textColumns: readonly SheetColumn[] = [
  {
    key: 'type',
    header: 'Type',
    aliases: ['Text Type', 'Kind', 'Category'],
    kind: 'choice',
    choices: textTypes,
    isRequired: true,
    width: 18,
  },
  {
    key: 'label',
    header: 'Label',
    aliases: ['Content', 'Text', 'Wording', 'Title', 'Footnote'],
    kind: 'text',
    isRequired: true,
    width: 80,
  },
]

const packageColumns: readonly SheetColumn[] = [
  {
    key: 'package_name',
    header: 'Package Name',
    aliases: ['Package', 'Name'],
    kind: 'text',
    isRequired: true,
    width: 32,
  },
  { key: 'study_indication', header: 'Study Indication', aliases: ['Indication'], kind: 'text', width: 26 },
  { key: 'therapeutic_area', header: 'Therapeutic Area', aliases: ['Area', 'TA'], kind: 'text', width: 26 },
  { key: 'description', header: 'Description', aliases: ['Notes', 'Comment'], kind: 'text', width: 40 },
]

const peopleColumns: readonly SheetColumn[] = [
  {
    key: 'username',
    header: 'Username',
    aliases: ['User', 'User Name', 'Login', 'User ID', 'Account'],
    kind: 'text',
    isRequired: true,
    width: 20,
  },
  { key: 'display_name', header: 'Name', aliases: ['Display Name', 'Full Name'], kind: 'text', width: 26 },
  { key: 'email', header: 'E-mail', aliases: ['Email', 'Mail', 'E-mail address'], kind: 'text', width: 30 },
  {
    key: 'role',
    header: 'Role',
    aliases: ['User Role', 'Rights'],
    kind: 'choice',
    choices: roles,
    width: 12,
  },
  { key: 'department', header: 'Department', aliases: ['Dept', 'Team', 'Group'], kind: 'text', width: 20 },
]

export const columnsOf: Record<ImportSubject, readonly SheetColumn[]> = {
  tracker: [...itemColumns, ...workColumns],
  effort_items: itemColumns,
  package_items: itemColumns,
  texts: textColumns,
  packages: packageColumns,
  people: peopleColumns,
}

/** An empty file to fill in: its columns by key, with the headings that upstream's users know. */
export interface Template {
  file: string
  sheet: string
  subject: ImportSubject
  columns: readonly (readonly [key: string, header: string])[]
}

/** A filled-in list of outputs, for trying the import; served beside the templates. */
export const SAMPLE_FILE = 'sample_tracker.xlsx'

export const templates: readonly Template[] = [
  {
    file: 'package_tlf_template.xlsx',
    sheet: 'TLFs',
    subject: 'package_items',
    columns: [
      ['item_code', 'Title Key'],
      ['item_subtype', 'TLF Type'],
      ['title', 'Title'],
      ['population_flag', 'Population'],
      ['ich_category', 'ICH Category'],
      ['footnotes', 'Footnotes'],
      ['acronyms', 'Acronyms'],
    ],
  },
  {
    file: 'package_dataset_template.xlsx',
    sheet: 'Datasets',
    subject: 'package_items',
    columns: [
      ['item_code', 'Dataset Name'],
      ['item_subtype', 'Dataset Type'],
      ['sorting_order', 'Run Order'],
      ['title', 'Dataset Label'],
    ],
  },
  {
    file: 'tfl_properties_template.xlsx',
    sheet: 'Text Elements',
    subject: 'texts',
    columns: [
      ['type', 'Type'],
      ['label', 'Content'],
    ],
  },
  {
    file: 'packages_template.xlsx',
    sheet: 'Packages',
    subject: 'packages',
    columns: [['package_name', 'Package Name']],
  },
  {
    file: 'users_template.xlsx',
    sheet: 'Users',
    subject: 'people',
    columns: [
      ['username', 'Username'],
      ['role', 'Role'],
      ['department', 'Department'],
    ],
  },
  {
    file: 'tracker_template.xlsx',
    sheet: 'Tracker',
    subject: 'tracker',
    columns: columnsOf.tracker.map(({ key, header }) => [key, header] as const),
  },
]
