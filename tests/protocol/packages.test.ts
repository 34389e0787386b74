// Packages over HTTP, with the events a second client sees (protocol 2.9, 5.1, 5.2).
import { scenario } from '../helpers/steps.ts'

const item = (item_code: string) => ({ package_id: 1, item_type: 'Dataset', item_subtype: 'SDTM', item_code })

scenario('packages', {
  steps: [
    {
      name: 'a package is created with the fields of the event catalogue',
      request: [
        'POST',
        '/packages/',
        { package_name: 'Safety', study_indication: 'Oncology', therapeutic_area: 'Solid Tumors', colour: 'red' },
      ],
      status: 201,
      body: { id: 1, package_name: 'Safety', study_indication: 'Oncology', version: 1 },
      events: [
        [
          'package_created',
          { id: 1, package_name: 'Safety', study_indication: 'Oncology', therapeutic_area: 'Solid Tumors' },
        ],
      ],
    },
    {
      name: 'the same name is a duplicate',
      request: ['POST', '/packages', { package_name: 'Safety' }],
      status: 400,
      body: { detail: 'Package with this name already exists' },
    },
    {
      name: 'but another letter case is another name',
      request: ['POST', '/packages', { package_name: 'SAFETY' }],
      status: 201,
      body: { id: 2, study_indication: null, therapeutic_area: null },
      events: ['package_created'],
    },
    {
      name: 'the name is required',
      request: ['POST', '/packages/', {}],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'package_name'] }] },
    },
    {
      name: 'an empty package is read with its items',
      request: ['GET', '/packages/1'],
      status: 200,
      body: { package_name: 'Safety', package_items: [] },
    },
    {
      name: 'the list shows packages without items',
      request: ['GET', '/packages?limit=1'],
      status: 200,
      body: [{ id: 1, package_name: 'Safety' }],
    },
    {
      name: 'an unknown one is not found',
      request: ['GET', '/packages/9'],
      status: 404,
      body: { detail: 'Package not found' },
    },
    {
      name: 'a package is changed and announced',
      request: ['PUT', '/packages/2', { package_name: 'Efficacy', therapeutic_area: 'Cardiology' }],
      status: 200,
      body: { package_name: 'Efficacy', therapeutic_area: 'Cardiology', version: 2 },
      events: [['package_updated', { id: 2, package_name: 'Efficacy', therapeutic_area: 'Cardiology' }]],
    },
    {
      name: 'it cannot take the name of another',
      request: ['PUT', '/packages/2', { package_name: 'Safety' }],
      status: 400,
      body: { detail: 'Package with this name already exists' },
    },
    {
      name: 'a version that is not the current one is a conflict',
      request: ['PUT', '/packages/2', { package_name: 'Other', version: 1 }],
      status: 409,
      body: { code: 'conflict', current: { package_name: 'Efficacy', version: 2 } },
    },
    ...['DM', 'AE', 'LB', 'VS', 'EG', 'MH'].map((code) => ({
      name: `it gets the item ${code}`,
      request: ['POST', '/packages/1/items', item(code)] as [string, string, unknown],
      status: 201,
      events: ['package_item_created'],
    })),
    {
      name: 'a package with items is read with them',
      request: ['GET', '/packages/1'],
      status: 200,
      body: {
        package_items: ['DM', 'AE', 'LB', 'VS', 'EG', 'MH'].map((item_code) => ({ item_code, footnotes: [] })),
      },
    },
    {
      name: 'a package with items stays, and the refusal names the first five',
      request: ['DELETE', '/packages/1'],
      status: 400,
      body: {
        detail:
          "Cannot delete package 'Safety': 6 associated item(s) exist: DM, AE, LB, VS, EG and 1 more. Please delete all associated items first.",
        code: 'in_use',
      },
    },
    {
      name: 'an empty package goes; the reply is the row',
      request: ['DELETE', '/packages/2'],
      status: 200,
      body: { id: 2, package_name: 'Efficacy' },
      events: [['package_deleted', { id: 2, package_name: 'Efficacy' }]],
    },
    { name: 'once', request: ['DELETE', '/packages/2'], status: 404, body: { detail: 'Package not found' } },
  ],
})
