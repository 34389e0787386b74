// What other subjects need of comments.
export { unresolvedCount } from './counts.ts'
export { removeCommentsOf } from './remove.ts'
export { writeComment } from './write.ts'
