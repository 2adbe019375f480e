/** The standard streams. A reader that went away (`| head`) is no failure. */
export type Terminal = {
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  /** Columns of the terminal, or 80 where there is none. */
  readonly width: number;
};

export function processTerminal(): Terminal {
  process.stdout.on('error', ignoreClosedPipe);
  process.stderr.on('error', ignoreClosedPipe);
  return {
    out: (text) =>
      new Promise((resolve) => {
        process.stdout.write(text, () => resolve());
      }),
    err: (text) => {
      process.stderr.write(text);
    },
    outIsTty: process.stdout.isTTY,
    errIsTty: process.stderr.isTTY,
    width: process.stdout.isTTY ? Math.max(40, Math.min(process.stdout.columns, 120)) : 80,
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
