// What other subjects need of tags.
export { removeTagsOf, tagsOf } from './links.ts'
