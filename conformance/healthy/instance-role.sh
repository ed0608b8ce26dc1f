# title: on an instance with a role, without keys of one's own
start() { on_instance; }
clear() { unplug; }
