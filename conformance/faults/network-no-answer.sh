# code: N-SILENT
# title: the API server's address takes the connection and never answers
# stand-in: the API server
# remedy: none the way is mended by whoever runs the network
plant() { cluster_at "https://127.0.0.1:$(network silent)"; }
proof() { kubectl --request-timeout=3s get configmaps; }
