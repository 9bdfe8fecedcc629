import type { WriteStream } from "node:tty";

export interface ProgressState {
  readonly done: number;
  readonly total: number;
  readonly findings: number;
  readonly file: string;
}

export interface Progress {
  update(state: ProgressState): void;
  end(): void;
}

/** Silent for short runs; then one line that rewrites itself on a terminal, or a line now and then elsewhere. */
export function createProgress(stream: WriteStream): Progress {
  const interval = stream.isTTY ? 100 : 5000;
  let next = performance.now() + (stream.isTTY ? 500 : interval);
  let shown = false;
  return {
    update(state) {
      const now = performance.now();
      if (now < next) return;
      next = now + interval;
      shown = true;
      stream.write(
        stream.isTTY ? `\r\u001B[2K${describe(state, stream.columns)}` : `${describe(state, 160)}\n`,
      );
    },
    end() {
      if (shown && stream.isTTY) stream.write("\r\u001B[2K");
    },
  };
}

function describe({ done, total, findings, file }: ProgressState, width: number): string {
  const percent = Math.floor((100 * done) / total);
  return `${percent} % · ${done} of ${total} files · ${findings} findings · ${file}`.slice(0, width - 1);
}
