# Proves that lint.cmake finds what it is there for: plants one breach of each rule and expects its message.

cmake_minimum_required(VERSION 3.25)
if(EXISTS ${ROOT}/CMakeLists.txt OR EXISTS ${ROOT}/.git)
    message(FATAL_ERROR "${ROOT} is a source tree: this test plants its files in a folder of its own")
endif()
file(REMOVE_RECURSE ${ROOT})
file(WRITE ${ROOT}/core/http/a.cpp "#include \"core/store/reader.h\"\n")
file(WRITE ${ROOT}/core/base/b.cpp "#include <QtWidgets/QWidget>\n#include <QJSEngine>\n#include <sqlite3.h>\n")
file(WRITE ${ROOT}/ui/widgets/c.cpp "void f() { connect(a, SIGNAL(x()), b, SLOT(y())); }\n")
file(WRITE ${ROOT}/ui/widgets/d.cpp "void f() { connect(a, &A::x, [] { g(); }); }\n")
file(WRITE ${ROOT}/ui/models/e.h "#include \"ui/widgets/theme.h\"\n")
file(WRITE ${ROOT}/tests/f.cpp "void f() { QTest::qWait(5); }\n")
string(REPEAT "int x;\n" 700 long)
file(WRITE ${ROOT}/app/g.cpp "${long}")

execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${ROOT} -P ${LINT} ERROR_VARIABLE output RESULT_VARIABLE result)
if(result EQUAL 0)
    message(FATAL_ERROR "lint.cmake accepted a tree full of breaches")
endif()
foreach(expected
    "core/http may not include core/store" "may not use Gui or Widgets" "only app/scripthost may use QtQml"
    "sqlite3.h stays behind" "c.cpp: connect by pointer" "d.cpp: a lambda needs a context" "ui/models may not include ui/widgets"
    "e.h: a header starts" "no fixed sleeps" "g.cpp: has 700 lines")
    if(NOT output MATCHES "${expected}")
        message(FATAL_ERROR "lint.cmake did not report: ${expected}\n${output}")
    endif()
endforeach()
