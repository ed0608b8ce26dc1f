# code: D-METADATA-OFF
# title: the instance's metadata service is switched off
# remedy: yes
# by: administrator
start() { on_instance; }
plant() { metadata_options HttpEndpoint=disabled; }
clear() {
  unplug
  metadata_options
}
