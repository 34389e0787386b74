// Text elements (protocol 2.8).
import { MAX_TEXTS_A_PAGE } from '../../../shared/actions/text-elements.ts'
import { textElement, textElementTypes } from '../../../shared/entities/text-element.ts'
import { z } from 'zod'
import { resourceFor } from '../resource.ts'

export const textElementResource = resourceFor<typeof textElement>({
  entity: textElement,
  path: '/text-elements',
  idName: 'text_element_id',
  policies: { read: 'viewer', create: 'admin', update: 'admin', remove: 'admin' },
  filters: { type: z.enum(textElementTypes) },
  limits: { min: 1, max: MAX_TEXTS_A_PAGE },
  removed: 'row',
})
