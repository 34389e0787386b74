// The columns of items: outputs and datasets, of a package or of a reporting effort. Their other names are those of
// upstream's templates (features 1.8) and of the lists that statisticians keep.
import type { SheetColumn } from './columns.ts'

export const typeColumn: SheetColumn = {
  key: 'item_subtype',
  header: 'Type',
  aliases: ['TLF Type', 'Dataset Type', 'Item Subtype', 'Item Type', 'Output Type', 'Category', 'T/L/F', 'TLF', 'Kind'],
  kind: 'choice',
  choices: [
    { value: 'Table', label: 'Table', aliases: ['T', 'Tables', 'Tab', 'Summary table'] },
    { value: 'Listing', label: 'Listing', aliases: ['L', 'Listings', 'List'] },
    { value: 'Figure', label: 'Figure', aliases: ['F', 'Figures', 'Fig', 'Graph', 'Plot'] },
    { value: 'SDTM', label: 'SDTM', aliases: ['SDTM dataset', 'SDTM domain'] },
    { value: 'ADaM', label: 'ADaM', aliases: ['ADaM dataset', 'Analysis dataset', 'AD'] },
  ],
  width: 10,
}

export const codeColumn: SheetColumn = {
  key: 'item_code',
  header: 'Code',
  aliases: [
    'Item Code',
    'Title Key',
    'Dataset Name',
    'Output',
    'Output Number',
    'Output No',
    'Output ID',
    'Output Name',
    'TLF Number',
    'TLF No',
    'TLF ID',
    'Table Number',
    'Number',
    'No',
    'Dataset',
    'Domain',
    'ID',
    'Name',
    'Program',
    'Program Name',
  ],
  kind: 'text',
  isRequired: true,
  width: 18,
}

export const itemColumns: readonly SheetColumn[] = [
  typeColumn,
  codeColumn,
  {
    key: 'title',
    header: 'Title',
    aliases: [
      'Dataset Label',
      'Label',
      'Output Title',
      'Item Title',
      'TLF Title',
      'Table Title',
      'Title Text',
      'Description',
      'Titles',
    ],
    kind: 'text',
    width: 60,
  },
  {
    key: 'population_flag',
    header: 'Population',
    aliases: ['Population Flag', 'Analysis Set', 'Analysis Population', 'Population Set', 'Pop'],
    kind: 'text',
    width: 22,
  },
  {
    key: 'ich_category',
    header: 'ICH Category',
    aliases: ['ICH', 'ICH Section', 'ICH E3', 'CSR Section', 'Section'],
    kind: 'text',
    width: 22,
  },
  {
    key: 'footnotes',
    header: 'Footnotes',
    aliases: ['Footnote', 'Footnote Text', 'Notes to output'],
    kind: 'texts',
    width: 40,
  },
  { key: 'acronyms', header: 'Acronyms', aliases: ['Acronym', 'Abbreviations'], kind: 'texts', width: 24 },
  {
    key: 'sorting_order',
    header: 'Run Order',
    aliases: ['Sorting Order', 'Sort Order', 'Order', 'Run Sequence', 'Seq'],
    kind: 'whole',
    width: 10,
  },
]
