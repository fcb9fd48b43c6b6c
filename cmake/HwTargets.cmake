# Helpers that keep every target of the tree alike: warnings, definitions, sanitizers, ccache.

find_program(HW_CCACHE ccache)
if(HW_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${HW_CCACHE})
endif()

# Faster links where lld is installed; the result is the same.
find_program(HW_LLD ld.lld)
if(HW_LLD AND NOT HW_SANITIZE)
    add_link_options(-fuse-ld=lld)
endif()

if(HW_SANITIZE)
    add_compile_options(-fsanitize=${HW_SANITIZE} -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${HW_SANITIZE})
endif()

# GCC 12 reports std::variant and std::optional members as maybe uninitialised once it inlines (GCC bugs 80635, 105562).
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)

add_library(hw_options INTERFACE)
target_compile_options(hw_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(HW_WERROR)
    target_compile_options(hw_options INTERFACE -Werror)
endif()
target_compile_definitions(hw_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
    HW_VERSION="${PROJECT_VERSION}")
target_include_directories(hw_options INTERFACE ${CMAKE_SOURCE_DIR})

# hw_library(NAME SOURCES… [DEPENDS TARGETS…] [PRIVATE_DEPENDS TARGETS…])
# A static library of one layer. What it may include is what DEPENDS names: that is how the layers are held.
function(hw_library name)
    cmake_parse_arguments(A "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(${name} STATIC ${A_SOURCES})
    target_link_libraries(${name} PUBLIC ${A_DEPENDS} PRIVATE hw_options ${A_PRIVATE_DEPENDS})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# hw_test(NAME SOURCES… [DEPENDS TARGETS…] [LABELS…])
# A Qt Test executable registered with CTest; runs offscreen with a private home.
function(hw_test name)
    cmake_parse_arguments(A "" "TIMEOUT" "SOURCES;DEPENDS;LABELS" ${ARGN})
    add_executable(${name} ${A_SOURCES})
    target_link_libraries(${name} PRIVATE hw_options Qt6::Test ${A_DEPENDS})
    target_compile_definitions(${name} PRIVATE HW_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data" HW_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name})
    if(NOT A_TIMEOUT)
        set(A_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS "${A_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qml.compiler=false;HOME=${CMAKE_BINARY_DIR}/tests/home")
endfunction()
