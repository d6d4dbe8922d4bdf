import type { Family } from '../composition/index.ts';
import {
  type AddressReaderInput,
  type AddressWriterInput,
  addressReaderMachine,
  addressWriterMachine,
} from '../machines/index.ts';

/** A driver that names buffers of two kinds of memory, and a device that has to tell which is meant. */
export const addressWorld = (
  writer: AddressWriterInput,
  reader: AddressReaderInput,
): Record<string, Family> => ({
  addressWriter: { machine: addressWriterMachine, index: 'device', input: writer },
  addressReader: { machine: addressReaderMachine, index: 'device', input: reader },
});
