// Answers what somebody has to do.
import { listOpenWork } from '../../../shared/actions/work.ts'
import { user } from '../../../shared/entities/user.ts'
import { notFound } from '../../../shared/errors.ts'
import { readRow } from '../../store/rows.ts'
import { reads, type Handler } from '../handler.ts'
import { openWorkOf } from './lines.ts'

export const workHandlers: readonly Handler[] = [
  reads(listOpenWork, ({ db }, { query }) => {
    if (!readRow(db, user, query.user_id)) throw notFound(user.label)
    return openWorkOf(db, query.user_id)
  }),
]
