// The workspace's own settings: its name and how strictly the tracker's rules are kept.
import { defineAction } from '../action.ts'
import { workspace } from '../entities/workspace.ts'
import { versionField } from '../fields.ts'

export const readWorkspace = defineAction({
  method: 'GET',
  path: '/workspace',
  summary: 'Read: the settings of the workspace',
  policy: 'viewer',
})

export const updateWorkspace = defineAction({
  method: 'PUT',
  path: '/workspace',
  summary: 'Update: the settings of the workspace',
  policy: 'admin',
  body: workspace.update.extend(versionField),
})
