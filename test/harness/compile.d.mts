/** Compiles `src` to JavaScript below node_modules/.cache and answers the folder that stands for `src`. */
export function compileSource(): Promise<string>;
