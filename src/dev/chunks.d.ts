/** See chunks.js, which Node runs as it is when the tool is installed from source. */
export function scriptOf(name: string, chunk: string): Promise<string>;
