// A platform that others wrote and that a package registry has: how it is got, started and described.

export interface FieldPlatform {
  /** Also the name of its expectation file. */
  readonly name: string;
  /** The version that is installed and that the expectations are about. */
  readonly version: string;
  /** Whose cases are compared. */
  readonly mechanisms: readonly string[];
  /** Puts it into the folder, from its registry. Throws when it cannot be had. */
  readonly install: (folder: string) => void;
  /** What starts it. The process must listen on loopback only. */
  readonly start: (place: Place) => Command;
  /** An address that answers when it is ready. */
  readonly ready: (port: number) => string;
  /** The target file. */
  readonly target: (port: number) => string;
  /** Secrets that the target file names. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Secrets that it has only when it runs, such as the session of somebody who has signed in. */
  readonly sessions?: (port: number) => Promise<Readonly<Record<string, string>>>;
}

export interface Place {
  readonly folder: string;
  readonly port: number;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}
