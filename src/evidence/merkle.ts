// A tree of hashes over many entries (RFC 6962, 2.1): its root stands for all of them, and one entry can be shown without the others.

import {hash} from 'node:crypto';

/** The hash of an entry. Entries and nodes are hashed apart, so that neither can pass for the other. */
export function leafHash(entry: string): Buffer {
  return hash('sha256', `\0${entry}`, 'buffer');
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Uint8Array.of(1), left, right]), 'buffer');
}

/** The root over leaf hashes; of none it is the hash of nothing. */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return hash('sha256', '', 'buffer');
  let level = leaves;
  // Pairing level by level, with the odd one carried up as it is, comes to the same tree as the recursive definition.
  while (level.length > 1) level = parents(level);
  return Buffer.from(level[0] as Uint8Array);
}

function parents(level: readonly Uint8Array[]): readonly Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] as Uint8Array;
    const right = level[i + 1];
    above.push(right === undefined ? left : nodeHash(left, right));
  }
  return above;
}

/** The hashes that lead from a leaf to the root, nearest first. */
export function pathTo(index: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new Error(`there is no leaf ${index} among ${leaves.length}`);
  const path: Uint8Array[] = [];
  for (let level = leaves, at = index; level.length > 1; level = parents(level), at >>= 1) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) path.push(sibling);
  }
  return path;
}

/** The root to which a leaf and its path lead in a tree of so many leaves; null when they cannot lead to one. */
export function rootFrom(leaf: Uint8Array, {index, size, path}: {index: number; size: number; path: readonly Uint8Array[]}): Buffer | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  const rest = [...path];
  let hash: Buffer = Buffer.from(leaf);
  for (let at = index, width = size; width > 1; at = Math.floor(at / 2), width = Math.ceil(width / 2)) {
    if (at % 2 === 0 && at === width - 1) continue;
    const sibling = rest.shift();
    if (sibling === undefined) return null;
    hash = at % 2 === 0 ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  }
  return rest.length === 0 ? hash : null;
}
