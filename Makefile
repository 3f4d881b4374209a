# Two commands do everything on a fresh Debian 12 with a Swift toolchain: `make run` and `make test`.
# The others are parts of them, or measure.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

PORT ?= 9001
VENV := .tools/venv
RELEASE := .build/release/takhti
DEBUG := .build/debug/takhti

# What each job needs of Debian: installed only when missing.
BUILD_PACKAGES := libuv1-dev libssl-dev zlib1g-dev libsqlite3-dev pkg-config
TEST_PACKAGES := $(BUILD_PACKAGES) gcc python3 python3-venv chromium nginx curl openssl brotli esbuild node-typescript nodejs
missing = $(strip $(foreach package,$(1),$(shell dpkg-query -W -f='$${Status}' $(package) 2>/dev/null | grep -q 'ok installed' || echo $(package))))
install = $(if $(call missing,$(1)),$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(call missing,$(1)))

.PHONY: web web-dev size run test build-packages test-packages swift-test web-test interop-test fuzz-share soak sanitize bench bench-allocations coverage \
        protocol protocol-check format floor clean

run: build-packages
	swift build -c release --product takhti
	@echo 'Open http://localhost:$(PORT)/ in a browser. Ctrl-C stops.'
	exec $(RELEASE) echo --port $(PORT) --deflate

test: test-packages protocol-check swift-test web-test fuzz-share interop-test

build-packages:
	@$(call install,$(BUILD_PACKAGES))

test-packages:
	@$(call install,$(TEST_PACKAGES))

# --- the parts of `make test` ---------------------------------------------------------------------------------------

swift-test: build-packages
	swift build --build-tests
	swift test --skip-build

# The generated files are what the schema says; the TypeScript is sound; both languages read the same vectors.
protocol-check: build-packages
	swift build --product wire-generator
	.build/debug/wire-generator --check .

web-test: test-packages
	cd web-client && tsc -p .
	cd web-client && rm -rf dist/tests && esbuild --bundle --platform=node --format=esm --log-level=warning --outdir=dist/tests --out-extension:.js=.mjs tests/*.test.ts
	cd web-client && node --test dist/tests/

$(VENV)/.done: Tests/Interop/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install -q --disable-pip-version-check -r $<
	touch $@

# Real peers: websockets, wsproto, picows, h11, curl, nginx, openssl and Chromium against the program as it is built.
interop-test: test-packages $(VENV)/.done
	swift build --product takhti
	TAKHTI=$(DEBUG) $(VENV)/bin/python -m pytest -q Tests/Interop

# A short share of `make soak`.
fuzz-share: build-packages
	swift build -c release --product fuzz
	for target in http websocket inflater handshake wire; do .build/release/fuzz $$target --iterations $${FUZZ_SHARE:-300000}; done

# --- what is generated ----------------------------------------------------------------------------------------------

# The codecs of both languages and the tables of the specification, from protocol/takhti.schema; then the vectors.
protocol: build-packages test-packages
	swift build --product wire-generator
	.build/debug/wire-generator .
	cd web-client && esbuild --bundle --platform=node --format=esm --log-level=warning --outfile=dist/tests/make-vectors.mjs tests/make-vectors.ts
	cd web-client && node dist/tests/make-vectors.mjs

format:
	swift format -i -r --configuration .swift-format Sources Tests Package.swift

# --- the browser's client -------------------------------------------------------------------------------------------

WEB_PACKAGES := esbuild nodejs

# Bundled and compressed into web-client/dist/site, listed in web-client/dist/site.json.
web:
	@$(call install,$(WEB_PACKAGES))
	node web-client/build/build.mjs

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
	for target in http websocket inflater handshake wire; do .build/release/fuzz $$target --iterations $${FUZZ_SOAK:-10000000}; done
	SOAK=1 TAKHTI=$(RELEASE) $(VENV)/bin/python -m pytest -q Tests/Interop -k 'dropped or vanish'

# Data races and memory, with the sanitizers, where threads meet and where code is unsafe.
sanitize: build-packages
	swift test --sanitize=thread --scratch-path .build/thread --filter 'EventLoopTests|NetTests'
	swift test --sanitize=address --scratch-path .build/address --filter 'EventLoopTests|NetTests|WebSocketTests|TLSTests'

# Regions of the parsers that the tests and their share of fuzzing reach.
LLVM := $(dir $(shell readlink -f "$$(command -v swift)"))
coverage: build-packages
	swift test --enable-code-coverage
	$(LLVM)llvm-cov report .build/debug/takhtiPackageTests.xctest -instr-profile .build/debug/codecov/default.profdata \
	    Sources/HTTP Sources/WebSocket Sources/Wire | cut -c1-100

floor: .build/floor
.build/floor: Tests/Floor/floor.c
	mkdir -p .build
	gcc -O2 -Wall -Wextra -o $@ $< -luv -lcrypto

# The engine beside the floor, in one run: medians of three.
bench: build-packages floor
	swift build -c release --product takhti
	python3 Tests/Floor/compare.py --takhti $(RELEASE) --floor .build/floor

# No allocation for a delivered message: the same load to few and to many.
bench-allocations: build-packages .build/malloc_count.so
	swift build -c release --product takhti
	python3 Tests/Floor/allocations.py --takhti $(RELEASE) --counter .build/malloc_count.so

.build/malloc_count.so: Tests/Floor/malloc_count.c
	mkdir -p .build
	gcc -O2 -Wall -Wextra -shared -fPIC -o $@ $<

clean:
	rm -rf .build .tools web-client/dist
