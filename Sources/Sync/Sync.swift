// Hosts and relays: see DESIGN.md §2 to §4.
