# Two commands do everything on a fresh Debian 12 with a Swift toolchain: `make run` and `make test`.
# The others are parts of them, or measure.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

PORT ?= 8080
DATA ?= data
VENV := .tools/venv
RELEASE := .build/release/takhti
DEBUG := .build/debug/takhti

# What each job needs of Debian: installed only when missing.
BUILD_PACKAGES := libuv1-dev libssl-dev zlib1g-dev libsqlite3-dev pkg-config
# What the server starts itself: pictures are decoded behind walls.
RUN_PACKAGES := bubblewrap imagemagick
TEST_PACKAGES := $(BUILD_PACKAGES) $(RUN_PACKAGES) gcc strace python3 python3-venv chromium nginx curl openssl brotli esbuild node-typescript nodejs zbar-tools openssh-server openssh-client tmux
missing = $(strip $(foreach package,$(1),$(shell dpkg-query -W -f='$${Status}' $(package) 2>/dev/null | grep -q 'ok installed' || echo $(package))))
install = $(if $(call missing,$(1)),$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(call missing,$(1)))

.PHONY: run test build-packages web-packages test-packages swift-test web web-dev web-test size site ready browser-test interop-test release-build fuzz-share soak sanitize bench \
        bench-allocations bench-terminal bench-hall coverage protocol protocol-check format floor clean ink-size ink-differential ink-tables ink-tables-check bench-ink

run: ready
	swift build -c release --product takhti
	exec $(RELEASE) serve --port $(PORT) --data $(DATA)

test: test-packages protocol-check swift-test web-test size ink-size fuzz-share ink-differential release-build interop-test browser-test

# Builds with the web client in the program (Package.swift); `swift build` alone makes one that serves no page.
export TAKHTI_SITE := 1
ready: build-packages site

build-packages:
	@$(call install,$(BUILD_PACKAGES) $(RUN_PACKAGES))

test-packages:
	@$(call install,$(TEST_PACKAGES))

# --- the parts of `make test` ---------------------------------------------------------------------------------------

swift-test: ready
	swift build --build-tests
	swift test --skip-build

# The generated files are what the schema says; the TypeScript is sound; both languages read the same vectors.
protocol-check: ready
	swift build --product wire-generator
	.build/debug/wire-generator --check .

web-test: test-packages
	cd web-client && tsc -p .
	cd web-client && rm -rf dist/tests && esbuild --bundle --platform=node --format=esm --log-level=warning --outdir=dist/tests --out-extension:.js=.mjs tests/*.test.ts
	cd web-client && node --test dist/tests/

# What reads ink, with its tables: 8 kB at most of the client's bundle.
INK_BYTES := 8000
ink-size: test-packages
	@mkdir -p web-client/dist
	@cd web-client && esbuild --bundle --minify --format=esm --outfile=dist/ink.js --log-level=warning src/wire/ink/index.ts
	@brotli -q 11 -f -o web-client/dist/ink.js.br web-client/dist/ink.js
	@size=$$(stat -c %s web-client/dist/ink.js.br); echo "ink decoder and tables: $$size of $(INK_BYTES) bytes of brotli"; [ $$size -le $(INK_BYTES) ]

$(VENV)/.done: Tests/Interop/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install -q --disable-pip-version-check -r $<
	touch $@

# Real peers: websockets, wsproto, picows, h11, curl, nginx, openssl and Chromium against the program as it is built.
interop-test: test-packages $(VENV)/.done
	swift build --product takhti
	TAKHTI=$(DEBUG) $(VENV)/bin/python -m pytest -q Tests/Interop

# A lecturer, students and the views of both in a real browser.
browser-test: test-packages ready $(VENV)/.done
	node web-client/build/dev.mjs
	swift build --product takhti
	TAKHTI=$(DEBUG) $(VENV)/bin/python -m pytest -q Tests/Browser

# The program as `make run` builds it: with whole modules names are found, or not, in another way than without.
release-build: ready
	swift build -c release --product takhti

# A short share of `make soak`.
fuzz-share: ready
	swift build -c release --product fuzz
	for target in http websocket inflater handshake wire ink; do .build/release/fuzz $$target --iterations $${FUZZ_SHARE:-300000}; done

# Both languages say the same of the same inputs to the ink decoders.
ink-differential: ready test-packages
	swift build -c release --product fuzz
	cd web-client && esbuild --bundle --platform=node --format=esm --log-level=warning --outfile=dist/tests/ink-soak.mjs tests/ink-soak.ts
	inputs=$${INK_INPUTS:-100000} seed=$${INK_SEED:-$$RANDOM}; \
	    swift=$$(.build/release/fuzz ink --iterations $$inputs --seed $$seed); echo "$$swift"; \
	    web=$$(node web-client/dist/tests/ink-soak.mjs $$inputs $$seed); echo "$$web"; \
	    [ "$$(sed 's/.*digest \([0-9]*\),.*/\1/' <<< "$$swift")" = "$$(sed 's/.*"digest":\([0-9]*\).*/\1/' <<< "$$web")" ]

# --- what is generated ----------------------------------------------------------------------------------------------

# The codecs of both languages and the tables of the specification, from protocol/takhti.schema; then the vectors.
protocol: ready test-packages
	swift build --product wire-generator
	.build/debug/wire-generator .
	cd web-client && esbuild --bundle --platform=node --format=esm --log-level=warning --outdir=dist/tests --out-extension:.js=.mjs tests/make-vectors.ts tests/ink-make-vectors.ts
	cd web-client && node dist/tests/make-vectors.mjs
	cd web-client && node dist/tests/ink-make-vectors.mjs

# The tables of the ink coder, from a folder of handwriting.
INK_CORPUS ?= ../shared/ink/corpus
INK_TABLES := Sources/Wire/Ink/InkTables.generated.swift Sources/InkBench/Training/FoldTables.generated.swift web-client/src/wire/ink/tables.generated.ts
ink-tables: ready
	swift build -c release --product ink-trainer
	.build/release/ink-trainer $(INK_CORPUS) .

# The tables that are committed are those that the handwriting gives.
ink-tables-check: ready
	swift build -c release --product ink-trainer
	mkdir -p $(addprefix .build/ink/,$(dir $(INK_TABLES)))
	.build/release/ink-trainer $(INK_CORPUS) .build/ink
	for file in $(INK_TABLES); do cmp $$file .build/ink/$$file; done

format:
	swift format -i -r --configuration .swift-format Sources Tests Package.swift

# --- the browser's client -------------------------------------------------------------------------------------------

WEB_PACKAGES := esbuild nodejs

# Bundled and compressed into web-client/dist/site, listed in web-client/dist/site.json.
web:
	@$(call install,$(WEB_PACKAGES))
	node web-client/build/build.mjs

# The same, into the program.
site: web
	node web-client/build/embed.mjs web-client/dist Sources/WebAssets/Site.generated.swift

# The brotli size of each part; fails past DESIGN.md §6.
size: web
	node web-client/build/size.mjs

# The views with a made-up lesson, without a server: http://localhost:8000/?role=student&lang=ar (see tests/ui-dev.ts).
web-dev: web
	node web-client/build/dev.mjs $(INK)
	python3 -m http.server --directory web-client/dist/dev

# --- longer runs ----------------------------------------------------------------------------------------------------

# 10 million inputs for each parser, and 20,000 connections dropped in their handshakes.
soak: test-packages $(VENV)/.done
	swift build -c release --product fuzz
	swift build -c release --product takhti
	for target in http websocket inflater handshake wire ink; do .build/release/fuzz $$target --iterations $${FUZZ_SOAK:-10000000}; done
	swift build -c release --product terminal-bench
	.build/release/terminal-bench fuzz $${FUZZ_SOAK:-10000000}
	$(MAKE) ink-differential INK_INPUTS=$${FUZZ_SOAK:-1000000}
	SOAK=1 HANG_SECONDS=900 TAKHTI=$(RELEASE) $(VENV)/bin/python -m pytest -q Tests/Interop -k 'dropped or vanish or lesson'

# Data races and memory, with the sanitizers, where threads meet and where code is unsafe.
# The whole server under load too: any report ends it with another status, which the tests see.
sanitize: ready test-packages $(VENV)/.done
	swift test --sanitize=thread --scratch-path .build/thread --filter 'EventLoopTests|NetTests|JournalTests|SyncTests|ServerTests|LabTests'
	swift build --product takhti
	TAKHTI=.build/thread/debug/takhti TAKHTI_BENCH=$(DEBUG) $(VENV)/bin/python -m pytest -q Tests/Interop -k 'lesson and (killed or loops or backup or counters or flood)'
	swift test --sanitize=address --scratch-path .build/address --filter 'EventLoopTests|NetTests|WebSocketTests|TLSTests|LabTests'

# Regions of the parsers that the tests and their share of fuzzing reach.
LLVM := $(dir $(shell readlink -f "$$(command -v swift)"))
coverage: ready
	swift test --enable-code-coverage
	$(LLVM)llvm-cov report .build/debug/takhtiPackageTests.xctest -instr-profile .build/debug/codecov/default.profdata \
	    Sources/HTTP Sources/WebSocket Sources/Wire | cut -c1-100

floor: .build/floor
.build/floor: Tests/Floor/floor.c
	mkdir -p .build
	gcc -O2 -Wall -Wextra -o $@ $< -luv -lcrypto

# The engine beside the floor, in one run: medians of three.
bench: ready floor
	swift build -c release --product takhti
	python3 Tests/Floor/compare.py --takhti $(RELEASE) --floor .build/floor

# The lesson on top of the engine: one writer to 1,000, 40 writers at once, memory of 5,000 viewers and 500 rooms.
bench-hall: ready
	swift build -c release --product takhti
	python3 Tests/Floor/hall.py --takhti $(RELEASE) --ink $(INK_CORPUS)

# No allocation for a delivered message: the same load to few and to many.
bench-allocations: ready .build/malloc_count.so
	swift build -c release --product takhti
	python3 Tests/Floor/allocations.py --takhti $(RELEASE) --counter .build/malloc_count.so

# The terminal: how fast it takes text, what its differences cost, here and in the browser's language.
bench-terminal: ready test-packages
	swift build -c release --product terminal-bench
	.build/release/terminal-bench
	cd web-client && esbuild --bundle --platform=node --format=esm --log-level=warning --outfile=dist/tests/terminal-bench.mjs tests/terminal-bench.ts
	node web-client/dist/tests/terminal-bench.mjs

# What handwriting costs, beside other codes; and a page of 2,000 strokes and 100,000 samples decoded in both languages.
bench-ink: ready test-packages
	swift build -c release --product takhti
	$(RELEASE) bench ink --compare $(INK_CORPUS)
	$(RELEASE) bench ink $(INK_CORPUS) --page .build/page.ink
	cd web-client && esbuild --bundle --platform=node --format=esm --log-level=warning --outfile=dist/tests/ink-bench.mjs tests/ink-bench.ts
	node web-client/dist/tests/ink-bench.mjs .build/page.ink

.build/malloc_count.so: Tests/Floor/malloc_count.c
	mkdir -p .build
	gcc -O2 -Wall -Wextra -shared -fPIC -o $@ $<

clean:
	rm -rf .build .tools web-client/dist
