// The order of output numbers, as lists of the window use it.
export { naturalKey } from '../../../shared/domain/natural-order.ts'
