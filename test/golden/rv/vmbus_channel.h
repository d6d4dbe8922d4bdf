enum states {
	absent = 0,
	established,
	establishing,
	offered,
	opened_and_in_use,
	opening,
	rescinded,
	rescinded_and_in_use,
	tearing,
	unwinding,
	state_max
};

#define INVALID_STATE state_max

enum events {
	close_channel = 0,
	establish_gpadl,
	ongpadl_created,
	ongpadl_refused,
	ongpadl_torndown,
	onoffer,
	onoffer_rescind,
	onopen_refused,
	onopen_result,
	open_channel,
	release_relid,
	teardown_gpadl,
	event_max
};

struct automaton {
	char *state_names[state_max];
	char *event_names[event_max];
	unsigned char function[state_max][event_max];
	unsigned char initial_state;
	bool final_states[state_max];
};

static const struct automaton aut = {
	.state_names = {
		"absent",
		"established",
		"establishing",
		"offered",
		"opened_and_in_use",
		"opening",
		"rescinded",
		"rescinded_and_in_use",
		"tearing",
		"unwinding"
	},
	.event_names = {
		"close_channel",
		"establish_gpadl",
		"ongpadl_created",
		"ongpadl_refused",
		"ongpadl_torndown",
		"onoffer",
		"onoffer_rescind",
		"onopen_refused",
		"onopen_result",
		"open_channel",
		"release_relid",
		"teardown_gpadl"
	},
	.function = {
		{        INVALID_STATE,        INVALID_STATE,               absent,               absent,               absent,              offered,               absent,               absent,               absent,        INVALID_STATE,               absent,        INVALID_STATE },
		{        INVALID_STATE,        INVALID_STATE,          established,          established,          established,          established,            rescinded,          established,          established,              opening,        INVALID_STATE,              tearing },
		{        INVALID_STATE,        INVALID_STATE,          established,              offered,         establishing,         establishing,            rescinded,         establishing,         establishing,        INVALID_STATE,        INVALID_STATE,        INVALID_STATE },
		{        INVALID_STATE,         establishing,              offered,              offered,              offered,              offered,            rescinded,              offered,              offered,        INVALID_STATE,        INVALID_STATE,        INVALID_STATE },
		{            unwinding,        INVALID_STATE,    opened_and_in_use,    opened_and_in_use,    opened_and_in_use,    opened_and_in_use, rescinded_and_in_use,    opened_and_in_use,    opened_and_in_use,        INVALID_STATE,        INVALID_STATE,        INVALID_STATE },
		{        INVALID_STATE,        INVALID_STATE,              opening,              opening,              opening,              opening,            rescinded,            unwinding,    opened_and_in_use,        INVALID_STATE,        INVALID_STATE,        INVALID_STATE },
		{        INVALID_STATE,            rescinded,            rescinded,            rescinded,            rescinded,            rescinded,            rescinded,            rescinded,            rescinded,            rescinded,               absent,            rescinded },
		{            rescinded, rescinded_and_in_use, rescinded_and_in_use, rescinded_and_in_use, rescinded_and_in_use, rescinded_and_in_use, rescinded_and_in_use, rescinded_and_in_use, rescinded_and_in_use, rescinded_and_in_use,        INVALID_STATE, rescinded_and_in_use },
		{        INVALID_STATE,        INVALID_STATE,              tearing,              tearing,              offered,              tearing,            rescinded,              tearing,              tearing,        INVALID_STATE,        INVALID_STATE,        INVALID_STATE },
		{        INVALID_STATE,        INVALID_STATE,            unwinding,            unwinding,            unwinding,            unwinding,            rescinded,            unwinding,            unwinding,        INVALID_STATE,        INVALID_STATE,              tearing },
	},
	.initial_state = absent,
	.final_states = { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
};

