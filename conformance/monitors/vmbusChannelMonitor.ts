import type { AnyEvent } from '../../composition/index.ts';
import { vmbusChannelMachine } from '../../machines/index.ts';
import { type Monitor, oneOf, valueLabel } from './monitor.ts';

const ended =
  (type: string, status: 'succeeded' | 'failed') =>
  (event: AnyEvent): boolean =>
    event.type === type && event['status'] === status;

/**
 * A VMBus channel: no ring is used before its GPADL exists and the channel is open, and its relid is given
 * back only after it was closed.
 *
 * Source: Linux 6.12 drivers/hv/hv_trace.h, of which each event here is one.
 * Left out: the GPADLs of buffers, which share tracepoints with that of the ring: a driver that has some
 * (netvsc, uio_hv_generic) needs a monitor that tells them apart by their gpadl handle.
 */
export const vmbusChannelMonitor: Monitor = {
  name: 'vmbus_channel',
  summary: 'a channel is opened only with a GPADL, and closed before its relid is given back',
  source: 'Linux 6.12 drivers/hv/channel.c __vmbus_open',
  machine: vmbusChannelMachine,
  input: { flags: 'unknown' },
  object: 'child_relid',
  label: (snapshot) => `${valueLabel(snapshot)}${snapshot.context.opened ? '_and_in_use' : ''}`,
  events: {
    onoffer: { when: oneOf('VMBUS_ONOFFER'), probe: 'hyperv:vmbus_onoffer', id: 'offer->child_relid' },
    onoffer_rescind: {
      when: oneOf('VMBUS_ONOFFER_RESCIND'),
      probe: 'hyperv:vmbus_onoffer_rescind',
      id: 'offer->child_relid',
    },
    establish_gpadl: {
      when: oneOf('VMBUS_ESTABLISH_GPADL'),
      probe: 'hyperv:vmbus_establish_gpadl_header',
      id: 'msg->child_relid',
      condition: 'ret == 0',
    },
    ongpadl_created: {
      when: ended('VMBUS_ONGPADL_CREATED', 'succeeded'),
      probe: 'hyperv:vmbus_ongpadl_created',
      id: 'gpadlcreated->child_relid',
      condition: 'gpadlcreated->creation_status == 0',
    },
    ongpadl_refused: {
      when: ended('VMBUS_ONGPADL_CREATED', 'failed'),
      probe: 'hyperv:vmbus_ongpadl_created',
      id: 'gpadlcreated->child_relid',
      condition: 'gpadlcreated->creation_status != 0',
    },
    open_channel: {
      when: oneOf('VMBUS_OPEN'),
      probe: 'hyperv:vmbus_open',
      id: 'msg->child_relid',
      condition: 'ret == 0',
    },
    onopen_result: {
      when: ended('VMBUS_ONOPEN_RESULT', 'succeeded'),
      probe: 'hyperv:vmbus_onopen_result',
      id: 'result->child_relid',
      condition: 'result->status == 0',
    },
    onopen_refused: {
      when: ended('VMBUS_ONOPEN_RESULT', 'failed'),
      probe: 'hyperv:vmbus_onopen_result',
      id: 'result->child_relid',
      condition: 'result->status != 0',
    },
    close_channel: {
      when: oneOf('VMBUS_CLOSE'),
      probe: 'hyperv:vmbus_close_internal',
      id: 'msg->child_relid',
    },
    teardown_gpadl: {
      when: oneOf('VMBUS_TEARDOWN_GPADL'),
      probe: 'hyperv:vmbus_teardown_gpadl',
      id: 'msg->child_relid',
      condition: 'ret == 0',
    },
    ongpadl_torndown: {
      when: oneOf('VMBUS_ONGPADL_TORNDOWN'),
      probe: 'hyperv:vmbus_ongpadl_torndown',
      id: 'the channel of gpadltorndown->gpadl',
    },
    release_relid: {
      when: oneOf('VMBUS_RELEASE_RELID'),
      probe: 'hyperv:vmbus_release_relid',
      id: 'msg->child_relid',
      starts: true,
    },
  },
  invariants: [],
};
