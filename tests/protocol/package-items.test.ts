// Items of packages over HTTP, with the events a second client sees (protocol 2.9, 5.5, 6.2).
import { seedPackages, seedTexts } from '../helpers/seed-items.ts'
import { scenario, type Step } from '../helpers/steps.ts'

const tlf = { package_id: 1, item_type: 'TLF', item_subtype: 'Table', item_code: 'T-14.1.1' }
const dataset = { package_id: 1, item_type: 'Dataset', item_subtype: 'ADaM', item_code: 'ADSL' }

const refused: Step[] = [
  {
    name: 'a subtype must fit its type',
    request: ['POST', '/packages/1/items', { ...tlf, item_subtype: 'SDTM' }],
    status: 422,
    body: { detail: [{ type: 'value_error', loc: ['body', 'item_subtype'] }] },
  },
  {
    name: 'a type is one of two',
    request: ['POST', '/packages/1/items', { ...tlf, item_type: 'DATASET' }],
    status: 422,
    body: { detail: [{ type: 'enum', loc: ['body', 'item_type'] }] },
  },
  {
    name: 'a dataset has no TLF details',
    request: ['POST', '/packages/1/items', { ...dataset, tlf_details: { title_id: 1 } }],
    status: 422,
    body: { detail: [{ msg: 'TLF details cannot be provided for Dataset items' }] },
  },
  {
    name: 'a TLF has no dataset details',
    request: ['POST', '/packages/1/items', { ...tlf, dataset_details: { label: 'x' } }],
    status: 422,
    body: { detail: [{ msg: 'Dataset details cannot be provided for TLF items' }] },
  },
  {
    name: 'a title must exist',
    request: ['POST', '/packages/1/items', { ...tlf, tlf_details: { title_id: 99 } }],
    status: 400,
    body: { detail: 'title_id: there is no text element with id 99. Choose an existing one of type title.' },
  },
  {
    name: 'a footnote is no title',
    request: ['POST', '/packages/1/items', { ...tlf, tlf_details: { title_id: 3 } }],
    status: 400,
    body: {
      detail:
        'title_id: text element 3 is of type footnote, but this field takes one of type title. Choose another one.',
    },
  },
  {
    name: 'a title is no footnote, and nothing of the item stays behind',
    request: ['POST', '/packages/1/items', { ...tlf, item_code: 'T-9', footnotes: [{ footnote_id: 1 }] }],
    status: 400,
    body: {
      detail:
        'footnote_id: text element 1 is of type title, but this field takes one of type footnote. Choose another one.',
    },
  },
  {
    name: 'a footnote stands there once',
    request: [
      'POST',
      '/packages/1/items',
      { ...tlf, item_code: 'T-9', footnotes: [{ footnote_id: 3 }, { footnote_id: 3 }] },
    ],
    status: 400,
    body: { detail: 'footnotes: footnote_id 3 is listed twice. List each text once.' },
  },
  {
    name: 'an acronym must be one',
    request: ['POST', '/packages/1/items', { ...tlf, item_code: 'T-9', acronyms: [{ acronym_id: 6 }] }],
    status: 400,
    body: {
      detail:
        'acronym_id: text element 6 is of type population_set, but this field takes one of type acronyms_set. Choose another one.',
    },
  },
  {
    name: 'the package must exist',
    request: ['POST', '/packages/9/items', { ...tlf, package_id: 1 }],
    status: 404,
    body: { detail: 'Package not found' },
  },
  {
    name: 'a package is required in the body too',
    request: ['POST', '/packages/1/items', { item_type: 'TLF', item_subtype: 'Table', item_code: 'x' }],
    status: 422,
    body: { detail: [{ type: 'missing', loc: ['body', 'package_id'] }] },
  },
]

scenario('package items', {
  prepare(host) {
    seedTexts(host)
    seedPackages(host, ['Safety', 'Efficacy'])
  },
  steps: [
    ...refused,
    {
      name: 'a TLF is created with its details and links; the package in the path counts',
      request: [
        'POST',
        '/packages/1/items',
        {
          ...tlf,
          package_id: 2,
          item_description: 'Demographics and Baseline',
          tlf_details: { title_id: 1, population_flag_id: 6, ich_category_id: 9 },
          footnotes: [{ footnote_id: 4 }, { footnote_id: 3 }],
          acronyms: [{ acronym_id: 7 }],
        },
      ],
      status: 201,
      body: {
        id: 1,
        package_id: 1,
        item_type: 'TLF',
        tlf_details: { id: 1, package_item_id: 1, title_id: 1, population_flag_id: 6, ich_category_id: 9 },
        dataset_details: null,
        footnotes: [
          { footnote_id: 4, sequence_number: 1 },
          { footnote_id: 3, sequence_number: 2 },
        ],
        acronyms: [{ acronym_id: 7 }],
      },
      events: [
        [
          'package_item_created',
          {
            id: 1,
            package_id: 1,
            item_code: 'T-14.1.1',
            item_description: 'Demographics and Baseline',
            item_type: 'TLF',
          },
        ],
        ['package_item_footnote_created', { package_item_id: 1, footnote_id: 4 }],
        ['package_item_footnote_created', { package_item_id: 1, footnote_id: 3 }],
        ['package_item_acronym_created', { package_item_id: 1, acronym_id: 7 }],
      ],
    },
    {
      name: 'the same code of the same kind is a duplicate',
      request: ['POST', '/packages/1/items', tlf],
      status: 400,
      body: { detail: "A TLF with code 'T-14.1.1' already exists in this package" },
    },
    {
      name: 'the same code of another subtype is another item',
      request: ['POST', '/packages/1/items', { ...tlf, item_subtype: 'Listing' }],
      status: 201,
      body: { id: 2, tlf_details: { title_id: null } },
      events: ['package_item_created'],
    },
    {
      name: 'a dataset is created with its details',
      request: [
        'POST',
        '/packages/1/items/',
        { ...dataset, dataset_details: { label: 'Subject Level', sorting_order: 1, acronyms: '["ADSL"]' } },
      ],
      status: 201,
      body: {
        id: 3,
        tlf_details: null,
        dataset_details: {
          id: 3,
          package_item_id: 3,
          label: 'Subject Level',
          sorting_order: 1,
          acronyms: '["ADSL"]',
        },
      },
      events: ['package_item_created'],
    },
    {
      name: 'the items of a package are listed',
      request: ['GET', '/packages/1/items'],
      status: 200,
      body: [
        { id: 1, footnotes: [{ footnote_id: 4 }, { footnote_id: 3 }], acronyms: [{ acronym_id: 7 }] },
        { id: 2 },
        { id: 3 },
      ],
    },
    {
      name: 'items of all packages are listed, paged and filtered',
      request: ['GET', '/packages/items?skip=1&limit=1'],
      status: 200,
      body: [{ id: 2, footnotes: [] }],
    },
    { name: 'by package', request: ['GET', '/packages/items?package_id=2'], status: 200, body: [] },
    { name: 'of an unknown one not', request: ['GET', '/packages/9/items'], status: 404 },
    {
      name: 'one is read',
      request: ['GET', '/packages/items/1'],
      status: 200,
      body: { tlf_details: { title_id: 1 }, footnotes: [{ footnote_id: 4 }, { footnote_id: 3 }] },
    },
    {
      name: 'an unknown one is not found',
      request: ['GET', '/packages/items/99'],
      status: 404,
      body: { detail: 'Package item not found' },
    },
    {
      name: 'details merge: what is not sent stays',
      request: ['PUT', '/packages/items/1', { tlf_details: { title_id: 2 } }],
      status: 200,
      body: { version: 2, tlf_details: { title_id: 2, population_flag_id: 6, ich_category_id: 9 } },
      events: [['package_item_updated', { id: 1, item_code: 'T-14.1.1' }]],
    },
    {
      name: 'lists replace with the fewest writes, and the item is announced as changed',
      request: [
        'PUT',
        '/packages/items/1',
        { footnotes: [{ footnote_id: 4 }, { footnote_id: 5 }, { footnote_id: 3 }] },
      ],
      status: 200,
      body: {
        version: 3,
        footnotes: [
          { footnote_id: 4, sequence_number: 1 },
          { footnote_id: 5, sequence_number: 2 },
          { footnote_id: 3, sequence_number: 3 },
        ],
        acronyms: [{ acronym_id: 7 }],
      },
      events: ['package_item_footnote_created', 'package_item_footnote_updated', ['package_item_updated', { id: 1 }]],
    },
    {
      name: 'the same list again writes nothing',
      request: [
        'PUT',
        '/packages/items/1',
        { footnotes: [{ footnote_id: 4 }, { footnote_id: 5 }, { footnote_id: 3 }] },
      ],
      status: 200,
      body: { version: 3 },
    },
    {
      name: 'an empty list clears',
      request: ['PUT', '/packages/items/1', { footnotes: [], acronyms: [] }],
      status: 200,
      body: { version: 4, footnotes: [], acronyms: [] },
      events: [
        'package_item_footnote_deleted',
        'package_item_footnote_deleted',
        'package_item_footnote_deleted',
        'package_item_acronym_deleted',
        'package_item_updated',
      ],
    },
    {
      name: 'a subtype that does not fit is refused on update too',
      request: ['PUT', '/packages/items/1', { item_subtype: 'Bogus' }],
      status: 422,
      body: { detail: [{ type: 'value_error', loc: ['body', 'item_subtype'] }] },
    },
    {
      name: 'and so are details of the other type',
      request: ['PUT', '/packages/items/1', { dataset_details: { label: 'x' } }],
      status: 422,
      body: { detail: [{ msg: 'Dataset details cannot be provided for TLF items' }] },
    },
    {
      name: 'a clash of codes is a duplicate, in words',
      request: ['PUT', '/packages/items/2', { item_subtype: 'Table' }],
      status: 400,
      body: { detail: "A TLF with code 'T-14.1.1' already exists in this package" },
    },
    {
      name: 'an item that changes its type loses the details of the former one',
      request: [
        'PUT',
        '/packages/items/1',
        { item_type: 'Dataset', item_subtype: 'SDTM', dataset_details: { label: 'Now a dataset' } },
      ],
      status: 200,
      body: {
        item_type: 'Dataset',
        tlf_details: null,
        title_id: null,
        dataset_details: { label: 'Now a dataset' },
      },
      events: ['package_item_updated'],
    },
    {
      name: 'a version that is not the current one is a conflict, and its links are not written either',
      request: ['PUT', '/packages/items/3', { acronyms: [{ acronym_id: 8 }], version: 9 }],
      status: 409,
      body: { current: { id: 3, version: 1 } },
    },
    {
      name: 'links for the deletion',
      request: ['PUT', '/packages/items/2', { footnotes: [{ footnote_id: 3 }], tlf_details: { title_id: 1 } }],
      status: 200,
      body: { version: 2 },
      events: ['package_item_footnote_created', 'package_item_updated'],
    },
    {
      name: 'a text in use stays',
      request: ['DELETE', '/text-elements/3'],
      status: 400,
      body: { code: 'in_use', used_by: [{ item_code: 'T-14.1.1', role: 'footnote' }] },
    },
    {
      name: 'an item goes after its links; the reply shows what it had',
      request: ['DELETE', '/packages/items/2'],
      status: 200,
      body: { id: 2, tlf_details: { title_id: 1 }, footnotes: [{ footnote_id: 3 }] },
      events: ['package_item_footnote_deleted', ['package_item_deleted', { id: 2, item_code: 'T-14.1.1' }]],
    },
    { name: 'once', request: ['DELETE', '/packages/items/2'], status: 404, body: { detail: 'Package item not found' } },
  ],
})
