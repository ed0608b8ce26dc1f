# code: N-REFUSED
# title: nobody listens at the API server's address
# stand-in: the API server
# remedy: none the API server is AWS's to start
plant() { cluster_at "https://127.0.0.1:$(closed_port)"; }
