// Answers what is done about people as a whole.
import { reassignWork, setCapacity } from '../../../shared/actions/people.ts'
import { user } from '../../../shared/entities/user.ts'
import { writes } from '../handler.ts'
import { reassign } from './reassign.ts'

export const peopleHandlers = [
  writes(reassignWork, reassign),
  writes(setCapacity, (tx, { params, body: { weekly_capacity, version } }) =>
    tx.update(user, params.user_id, { weekly_capacity }, { version }),
  ),
]
