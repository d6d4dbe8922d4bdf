enum states {
	private_free = 0,
	private_owned,
	shared_owned,
	sharing_owned,
	unknown_owned,
	unsharing_owned,
	state_max
};

#define INVALID_STATE state_max

enum events {
	conversion_fails = 0,
	conversion_returns,
	mm_page_alloc,
	mm_page_free,
	set_memory_decrypted,
	set_memory_encrypted,
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
		"private_free",
		"private_owned",
		"shared_owned",
		"sharing_owned",
		"unknown_owned",
		"unsharing_owned"
	},
	.event_names = {
		"conversion_fails",
		"conversion_returns",
		"mm_page_alloc",
		"mm_page_free",
		"set_memory_decrypted",
		"set_memory_encrypted"
	},
	.function = {
		{   INVALID_STATE,   INVALID_STATE,   private_owned,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE },
		{   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,    private_free,   sharing_owned,   INVALID_STATE },
		{   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE, unsharing_owned },
		{   unknown_owned,    shared_owned,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE },
		{   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE },
		{   unknown_owned,   private_owned,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE,   INVALID_STATE },
	},
	.initial_state = private_free,
	.final_states = { 1, 0, 0, 0, 0, 0 },
};

