// The action that loads the demo study.
import { loadDemoStudy } from '../../../shared/actions/demo.ts'
import { writes, type Handler } from '../handler.ts'
import { fillWithDemo } from './demo.ts'

export const demoHandlers: readonly Handler[] = [writes(loadDemoStudy, (tx) => fillWithDemo(tx))]
