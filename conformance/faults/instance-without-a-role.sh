# code: D-NO-INSTANCE-ROLE
# title: on an instance to which no role is attached, without keys of one's own
# remedy: none which role it should be is for whoever runs the instance to say
start() { on_instance; }
plant() { unplug; }
clear() { unplug; }
