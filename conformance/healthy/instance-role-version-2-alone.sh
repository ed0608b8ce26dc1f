# title: on an instance whose metadata service answers version 2 alone, one hop far
start() {
  metadata_options HttpTokens=required HttpPutResponseHopLimit=1
  on_instance
}
clear() {
  unplug
  metadata_options
}
