// Tags (protocol 2.13).
import { tag } from '../../../shared/entities/tag.ts'
import { MAX_PAGE } from '../../../shared/paging.ts'
import { removeTag } from '../../features/tags/links.ts'
import { listTags } from '../../features/tags/views.ts'
import { resourceFor } from '../resource.ts'

export const tagResource = resourceFor<typeof tag>({
  entity: tag,
  path: '/tracker-tags',
  idName: 'tag_id',
  policies: { read: 'viewer', create: 'editor', update: 'editor', remove: 'admin' },
  // Upstream does not page this list.
  limits: { standard: MAX_PAGE },
  removed: 'empty',
  list: listTags,
  remove: (tx, id, { version }) => removeTag(tx, id, version),
})
