// A recorded event stays as it was recorded: nothing changes it, nothing removes it, and so no undo does.
import { auditEvent } from '../../../shared/entities/audit-event.ts'
import { AppError } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'

const refuse = () => new AppError('invalid', 'What was recorded stays as it is.')

export const auditEventRules = rulesFor<typeof auditEvent>({
  entity: auditEvent,
  check(_tx, { action }) {
    if (action === 'update') throw refuse()
  },
  checkRemoval() {
    throw refuse()
  },
})
