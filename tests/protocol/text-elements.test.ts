// Text elements over HTTP, with the events a second client sees (protocol 2.8, 5.1, 5.2).
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { reportingEffortItem, reportingEffortItemFootnote } from '../../shared/entities/reporting-effort-item.ts'
import { textElement } from '../../shared/entities/text-element.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { scenario } from '../helpers/steps.ts'

scenario('text elements', {
  steps: [
    {
      name: 'one is created with its content; the event names the type in capitals',
      request: [
        'POST',
        '/text-elements/',
        { type: 'title', label: 'Adverse Events', content: 'Table of adverse events' },
      ],
      status: 201,
      body: { id: 1, type: 'title', label: 'Adverse Events', content: 'Table of adverse events' },
      events: [
        ['text_element_created', { id: 1, type: 'TITLE', label: 'Adverse Events', content: 'Table of adverse events' }],
      ],
    },
    {
      name: 'the same wording of the same type is a duplicate, and the refusal shows the existing one',
      request: ['POST', '/text-elements/', { type: 'title', label: 'ADVERSE events' }],
      status: 400,
      body: {
        detail:
          "A title with similar content already exists: 'Adverse Events'. Duplicate text elements are not allowed (comparison ignores spaces and case).",
      },
    },
    {
      name: 'of another type it is not',
      request: ['POST', '/text-elements/', { type: 'footnote', label: 'adverse events' }],
      status: 201,
      body: { id: 2, content: null },
      events: [['text_element_created', { type: 'FOOTNOTE' }]],
    },
    {
      name: 'letters beyond a to z are compared without case',
      request: ['POST', '/text-elements/', { type: 'title', label: '100% of Étude_1' }],
      status: 201,
      body: { id: 3 },
      events: ['text_element_created'],
    },
    {
      name: 'so their small form is a duplicate',
      request: ['POST', '/text-elements/', { type: 'title', label: '100%ofétude_1' }],
      status: 400,
    },
    {
      name: 'the type is one of five',
      request: ['POST', '/text-elements/', { type: 'TITLE', label: 'x' }],
      status: 422,
      body: { detail: [{ type: 'enum', loc: ['body', 'type'] }] },
    },
    {
      name: 'the list is in the order of ids',
      request: ['GET', '/text-elements/'],
      status: 200,
      body: [{ id: 1 }, { id: 2 }, { id: 3 }],
    },
    { name: 'of one type', request: ['GET', '/text-elements/?type=footnote'], status: 200, body: [{ id: 2 }] },
    { name: 'of a type there is not', request: ['GET', '/text-elements/?type=heading'], status: 422 },
    {
      name: 'limit is at least 1',
      request: ['GET', '/text-elements/?limit=0'],
      status: 422,
      body: { detail: [{ type: 'greater_than_equal', ctx: { ge: 1 } }] },
    },
    {
      name: 'and at most 1000',
      request: ['GET', '/text-elements/?limit=1001'],
      status: 422,
      body: { detail: [{ type: 'less_than_equal', ctx: { le: 1000 } }] },
    },
    {
      name: 'search looks into labels in any case',
      request: ['GET', '/text-elements/search?q=VERSE'],
      status: 200,
      body: [{ id: 1 }, { id: 2 }],
    },
    {
      name: 'a percent sign is just that',
      request: ['GET', '/text-elements/search?q=%25'],
      status: 200,
      body: [{ id: 3 }],
    },
    { name: 'so is an underscore', request: ['GET', '/text-elements/search?q=e_1'], status: 200, body: [{ id: 3 }] },
    {
      name: 'search needs a text',
      request: ['GET', '/text-elements/search'],
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['query', 'q'] }] },
    },
    { name: 'one is read', request: ['GET', '/text-elements/1'], status: 200, body: { type: 'title' } },
    {
      name: 'an unknown one is not found',
      request: ['GET', '/text-elements/9'],
      status: 404,
      body: { detail: 'Text element not found' },
    },
    {
      name: 'an empty update changes nothing',
      request: ['PUT', '/text-elements/1', {}],
      status: 200,
      body: { version: 1 },
    },
    {
      name: 'an update may change the type alone',
      request: ['PUT', '/text-elements/3', { type: 'ich_category' }],
      status: 200,
      body: { type: 'ich_category', label: '100% of Étude_1' },
      events: [['text_element_updated', { type: 'ICH_CATEGORY' }]],
    },
    {
      name: 'but not into a duplicate',
      request: ['PUT', '/text-elements/2', { type: 'title' }],
      status: 400,
    },
    {
      name: 'a label cannot be taken away',
      request: ['PUT', '/text-elements/1', { label: null }],
      status: 422,
      body: { detail: [{ type: 'string_type', loc: ['body', 'label'] }] },
    },
    {
      name: 'one that nothing uses goes',
      request: ['DELETE', '/text-elements/2'],
      status: 200,
      body: { id: 2 },
      events: [['text_element_deleted', { id: 2, type: 'FOOTNOTE', label: 'adverse events' }]],
    },
  ],
})

scenario('text elements in use', {
  prepare(host) {
    seedTrackers(host, ['T-1', 'T-2'])
    host.server.store.transact(SYSTEM_ACTOR, (tx) => {
      const title = tx.insert(textElement, { type: 'title', label: 'Deaths' })
      const footnote = tx.insert(textElement, { type: 'footnote', label: 'Safety population' })
      tx.update(reportingEffortItem, 1, { title_id: title.id })
      tx.update(reportingEffortItem, 2, { title_id: title.id })
      tx.insert(reportingEffortItemFootnote, {
        reporting_effort_item_id: 2,
        footnote_id: footnote.id,
        sequence_number: 1,
      })
    })
  },
  steps: [
    {
      name: 'stay, and the refusal says where they are used',
      request: ['DELETE', '/text-elements/1'],
      status: 400,
      body: {
        detail:
          "Cannot delete title 'Deaths': it is used 2 time(s): title of T-1 in reporting effort 'CSR', title of T-2 in reporting effort 'CSR'. Please remove it from these items first.",
        code: 'in_use',
        used_by: [
          { entity: 'reporting_effort_items', item_id: 1 },
          { entity: 'reporting_effort_items', item_id: 2 },
        ],
      },
    },
    { name: 'a footnote too', request: ['DELETE', '/text-elements/2'], status: 400, body: { code: 'in_use' } },
    {
      name: 'the usages can be asked for',
      request: ['GET', '/text-elements/2/usages'],
      status: 200,
      body: [{ item_id: 2, item_code: 'T-2', owner: 'CSR', role: 'footnote' }],
    },
  ],
})
