enum states {
	config_unlocked = 0,
	config_locked_session,
	config_locked_session_mastering,
	config_unlocked_mastering,
	config_unlocked_session,
	config_unlocked_session_mastering,
	error,
	error_mastering,
	error_session,
	error_session_mastering,
	run_session,
	run_session_mastering,
	state_max
};

#define INVALID_STATE state_max

enum events {
	bus_master_cleared = 0,
	bus_master_set,
	conventional_reset,
	dma_trusted,
	dma_untrusted,
	function_level_reset,
	lock_interface,
	session_end,
	session_start,
	start_interface,
	stop_interface,
	tracked_register_written,
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
		"config_unlocked",
		"config_locked_session",
		"config_locked_session_mastering",
		"config_unlocked_mastering",
		"config_unlocked_session",
		"config_unlocked_session_mastering",
		"error",
		"error_mastering",
		"error_session",
		"error_session_mastering",
		"run_session",
		"run_session_mastering"
	},
	.event_names = {
		"bus_master_cleared",
		"bus_master_set",
		"conventional_reset",
		"dma_trusted",
		"dma_untrusted",
		"function_level_reset",
		"lock_interface",
		"session_end",
		"session_start",
		"start_interface",
		"stop_interface",
		"tracked_register_written"
	},
	.function = {
		{                   config_unlocked,         config_unlocked_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,           config_unlocked_session,                     INVALID_STATE,                     INVALID_STATE,                   config_unlocked },
		{             config_locked_session,   config_locked_session_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                     error_session,                     INVALID_STATE,                             error,                     INVALID_STATE,                       run_session,           config_unlocked_session,                     error_session },
		{                     error_session,   config_locked_session_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                     error_session,                     INVALID_STATE,                   error_mastering,                     INVALID_STATE,             run_session_mastering, config_unlocked_session_mastering,           error_session_mastering },
		{                   config_unlocked,         config_unlocked_mastering,                   config_unlocked,                     INVALID_STATE,         config_unlocked_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE, config_unlocked_session_mastering,                     INVALID_STATE,                     INVALID_STATE,         config_unlocked_mastering },
		{           config_unlocked_session, config_unlocked_session_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,           config_unlocked_session,             config_locked_session,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,           config_unlocked_session,           config_unlocked_session },
		{           config_unlocked_session, config_unlocked_session_mastering,                   config_unlocked,                     INVALID_STATE, config_unlocked_session_mastering,           config_unlocked_session,   config_locked_session_mastering,         config_unlocked_mastering,                     INVALID_STATE,                     INVALID_STATE, config_unlocked_session_mastering, config_unlocked_session_mastering },
		{                             error,                   error_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                             error,                     INVALID_STATE,                     INVALID_STATE,                     error_session,                     INVALID_STATE,                     INVALID_STATE,                             error },
		{                             error,                   error_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                             error,                     INVALID_STATE,                     INVALID_STATE,           error_session_mastering,                     INVALID_STATE,                     INVALID_STATE,                   error_mastering },
		{                     error_session,           error_session_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                     error_session,                     INVALID_STATE,                             error,                     INVALID_STATE,                     INVALID_STATE,           config_unlocked_session,                     error_session },
		{                     error_session,           error_session_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                     error_session,                     INVALID_STATE,                   error_mastering,                     INVALID_STATE,                     INVALID_STATE, config_unlocked_session_mastering,           error_session_mastering },
		{                       run_session,             run_session_mastering,                   config_unlocked,                     INVALID_STATE,                     INVALID_STATE,                     error_session,                     INVALID_STATE,                             error,                     INVALID_STATE,                     INVALID_STATE,           config_unlocked_session,                     error_session },
		{                     error_session,             run_session_mastering,                   config_unlocked,             run_session_mastering,                     INVALID_STATE,                     error_session,                     INVALID_STATE,                   error_mastering,                     INVALID_STATE,                     INVALID_STATE, config_unlocked_session_mastering,           error_session_mastering },
	},
	.initial_state = config_unlocked,
	.final_states = { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
};

