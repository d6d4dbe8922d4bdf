enum states {
	idle = 0,
	live,
	state_max
};

#define INVALID_STATE state_max

enum events {
	dma_map_page = 0,
	dma_unmap_page,
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
		"idle",
		"live"
	},
	.event_names = {
		"dma_map_page",
		"dma_unmap_page"
	},
	.function = {
		{          live, INVALID_STATE },
		{ INVALID_STATE,          idle },
	},
	.initial_state = idle,
	.final_states = { 1, 0 },
};

