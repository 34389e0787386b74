// What other subjects need of comments.
export { concernsOfComment } from './concerns.ts'
export { unresolvedCount } from './counts.ts'
export { removeCommentsOf } from './remove.ts'
export { writeComment } from './write.ts'
