export declare function nameProblem(path: string): string | undefined;
