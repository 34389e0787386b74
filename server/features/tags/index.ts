// What other subjects need of tags.
export { findLink, link, removeTagsOf, tagsOf } from './links.ts'
