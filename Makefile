# A thin face over Meson and Ninja: `make` leaves the tool at build/arrian. Meson knows how; this file knows what people type.
BUILD = build
PREFIX = /usr/local
PAGE = $(BUILD)/demo.html
EXAMPLES = examples/border examples/ferry

.PHONY: all deps test-deps dist-deps demo test install dist dist-test clean train bench man docs

all: deps
	@tools/build.sh $(BUILD) -Dprefix=$(abspath $(PREFIX))

deps:
	@tools/install_deps.sh build

test-deps:
	@tools/install_deps.sh test

dist-deps:
	@tools/install_deps.sh dist

demo: all
	@$(BUILD)/arrian collate $(EXAMPLES)
	@$(BUILD)/arrian report $(EXAMPLES) -o $(PAGE)
	@echo "The page: file://$(abspath $(PAGE))"

test: all test-deps
	@test/run.sh $(BUILD)

install: all
	@meson install -C $(BUILD) --no-rebuild --quiet
	@echo "installed under $(PREFIX)"

dist: all dist-deps
	@tools/dist.sh

dist-test: dist
	@test/dist.sh $(BUILD) dist

man: all
	@$(BUILD)/arrian --man > docs/arrian.1

docs: all
	@python3 test/docs.py --write

train: all
	@$(MAKE) -C train

bench: all
	@bench/run.sh $(BUILD)

clean:
	rm -rf $(BUILD) build-asan build-dist dist
