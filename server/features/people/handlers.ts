// Answers what is done about people as a whole.
import { reassignWork } from '../../../shared/actions/people.ts'
import { writes } from '../handler.ts'
import { reassign } from './reassign.ts'

export const peopleHandlers = [writes(reassignWork, reassign)]
