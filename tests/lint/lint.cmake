# Holds the rules that a compiler does not: which layer may include which, where third-party headers may stand, and how
# signals are connected. With a system Qt, <QtWidgets/QWidget> compiles in core although nothing links it: hence a test.
#   cmake -D ROOT=<folder> -P lint.cmake

cmake_minimum_required(VERSION 3.25)

# What each folder of core may include besides itself.
set(may_base "")
set(may_http base)
set(may_record base http)
set(may_signing base http record)
set(may_catalog base http record signing)
set(may_mapping base http record)
set(may_workspace base http record signing catalog mapping)
set(may_script base http record signing mapping)
set(may_store base http record)
set(may_delivery base http record signing mapping store)
set(may_engine base http record signing catalog mapping workspace script store delivery)

# Third-party headers, each behind the files named here (a regular expression over paths).
set(only_sqlite3.h "^core/store/database\\.cpp$")
set(only_zstd.h "^core/store/[a-z]+\\.cpp$")
set(only_qt6keychain "^core/workspace/keychain\\.cpp$")
set(only_Qsci "^ui/widgets/code(editor|view)\\.(cpp|h)$")
set(only_seccomp.h "^app/scripthost/")
set(only_boost "^core/http/")
set(only_simdjson.h "^core/base/")

set(max_lines 600)
set(max_test_lines 800) # tables of cases are long and read easily
string(ASCII 1 open)
string(ASCII 2 close)
set(problems "")

macro(problem text)
    list(APPEND problems "${file}: ${text}")
endmacro()

# Files longer than this need a reason: name the file and the reason here.
set(long_files
    ui/models/newsourcepresenter.cpp # five steps over one draft
)

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/core/*.cpp ${ROOT}/core/*.h ${ROOT}/ui/*.cpp ${ROOT}/ui/*.h
    ${ROOT}/app/*.cpp ${ROOT}/app/*.h ${ROOT}/tests/*.cpp ${ROOT}/tests/*.h)

foreach(file IN LISTS files)
    file(READ ${ROOT}/${file} text)
    # Lists split at semicolons and brackets: put them out of the way before looking at lines.
    string(REPLACE ";" " " text "${text}")
    string(REPLACE "[" "${open}" flat "${text}")
    string(REPLACE "]" "${close}" flat "${flat}")

    string(REGEX MATCHALL "\n" newlines "${flat}")
    list(LENGTH newlines count)
    set(limit ${max_lines})
    if(file MATCHES "^tests/")
        set(limit ${max_test_lines})
    endif()
    if(count GREATER limit AND NOT file IN_LIST long_files)
        problem("has ${count} lines, more than ${limit}")
    endif()

    string(REGEX MATCHALL "#include [<\"][^>\"\n]+[>\"]" includes "${flat}")
    if(file MATCHES "^core/([a-z]+)/")
        set(layer ${CMAKE_MATCH_1})
    else()
        set(layer "")
    endif()
    foreach(include IN LISTS includes)
        if(layer AND include MATCHES "\"core/([a-z]+)/")
            set(used ${CMAKE_MATCH_1})
            if(NOT used STREQUAL layer AND NOT used IN_LIST may_${layer})
                problem("core/${layer} may not include core/${used}")
            endif()
        endif()
        if(file MATCHES "^core/" AND include MATCHES "\"(ui|app)/")
            problem("core may not include ${CMAKE_MATCH_1}")
        endif()
        if(file MATCHES "^ui/models/" AND include MATCHES "\"(ui/widgets|app)/")
            problem("ui/models may not include ${CMAKE_MATCH_1}")
        endif()
        if(file MATCHES "^ui/widgets/" AND include MATCHES "\"app/")
            problem("ui/widgets may not include app")
        endif()
        if(file MATCHES "^(core|ui/models|app/cli|app/scripthost)/" AND include MATCHES
            "QtGui|QtWidgets|<Q(Widget|Application|GuiApplication|Color|Font|Icon|Image|Pixmap|Painter|Palette|Action|MainWindow|Dialog|Clipboard|KeySequence)>")
            problem("may not use Gui or Widgets: ${include}")
        endif()
        if(NOT file MATCHES "^(app/scripthost|tests)/" AND include MATCHES "<(Q(JS|Qml)|QtQml)")
            problem("only app/scripthost may use QtQml: ${include}")
        endif()
        foreach(third sqlite3.h zstd.h qt6keychain Qsci seccomp.h boost simdjson.h)
            if(NOT file MATCHES "^tests/" AND include MATCHES "<${third}" AND NOT file MATCHES "${only_${third}}")
                problem("${third} stays behind ${only_${third}}")
            endif()
        endforeach()
    endforeach()

    if(flat MATCHES "[^A-Za-z_](SIGNAL|SLOT)\\(")
        problem("connect by pointer to member, not by string")
    endif()
    if(flat MATCHES "connect\\([^,()]+,[ \n]*&[A-Za-z_:]+,[ \n]*${open}")
        problem("a lambda needs a context object in connect()")
    endif()
    if(NOT file MATCHES "^tests/" AND flat MATCHES "processEvents\\(")
        problem("no processEvents()")
    endif()
    if(flat MATCHES "[^A-Za-z_]sender\\(\\)")
        problem("no sender()")
    endif()
    if(flat MATCHES "::instance\\(\\)" AND NOT flat MATCHES "QCoreApplication::instance\\(\\)")
        problem("no singletons")
    endif()
    if(flat MATCHES "QTest::qWait\\(|QTest::qSleep\\(|QThread::m?sleep\\(")
        problem("no fixed sleeps: wait for a condition")
    endif()
    if(flat MATCHES "(TODO|FIXME|XXX)")
        problem("no marks of unfinished work")
    endif()
    if(file MATCHES "\\.h$" AND NOT flat MATCHES "#pragma once")
        problem("a header starts with #pragma once")
    endif()
endforeach()

# Translations, data and scripts: nothing may name a machine's own paths.
file(GLOB_RECURSE all RELATIVE ${ROOT} ${ROOT}/core/* ${ROOT}/ui/* ${ROOT}/app/* ${ROOT}/resources/*.js
    ${ROOT}/resources/*.json ${ROOT}/cmake/* ${ROOT}/README.md ${ROOT}/CONTRIBUTING.md)
foreach(file IN LISTS all)
    file(STRINGS ${ROOT}/${file} hits REGEX "(/root/|/work/|/home/[a-z]+/)" LIMIT_COUNT 1)
    if(hits)
        problem("names a path of one machine")
    endif()
endforeach()

if(problems)
    list(JOIN problems "\n  " shown)
    message(FATAL_ERROR "Rules broken (CONTRIBUTING.md says why they are there):\n  ${shown}")
endif()
