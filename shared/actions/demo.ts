// Loading the demo study into an empty workspace.
import { defineAction } from '../action.ts'

export const loadDemoStudy = defineAction({
  method: 'POST',
  path: '/workspace/demo',
  summary: 'Load the demo study into a workspace without studies',
  policy: 'admin',
  status: 201,
})
