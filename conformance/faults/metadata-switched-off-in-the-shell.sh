# code: D-METADATA-OFF
# title: AWS_EC2_METADATA_DISABLED keeps the role's keys from the shell
# remedy: yes
# by: self
start() { on_instance; }
plant() { export AWS_EC2_METADATA_DISABLED=true; }
clear() { unplug; }
