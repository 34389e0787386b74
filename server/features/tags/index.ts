// What other subjects need of tags.
export { removeTagsOf } from './links.ts'
