/** The look of documents comes with the documents: the publishing wing owns it, the sheet gives it its colours. */
export { reportCss } from '../../publishing/index.js';
