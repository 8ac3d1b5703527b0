export declare const ROOT: string;
export declare function filesUnder(folder: string): string[];
