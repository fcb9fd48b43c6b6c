# The npm packages that package-lock.json pins, installed once per lock file into node_modules. Only the build needs
# npm: what is used of the packages is compiled into the binaries as resources.

set(HW_NODE_MODULES ${CMAKE_SOURCE_DIR}/node_modules)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/package-lock.json)

file(SHA256 ${CMAKE_SOURCE_DIR}/package-lock.json _hw_lock_hash)
set(_hw_stamp ${HW_NODE_MODULES}/.headwater-lock)
set(_hw_installed "")
if(EXISTS ${_hw_stamp})
    file(READ ${_hw_stamp} _hw_installed)
endif()
if(NOT _hw_installed STREQUAL _hw_lock_hash)
    find_program(HW_NPM npm REQUIRED)
    message(STATUS "Installing the npm packages of package-lock.json")
    execute_process(COMMAND ${HW_NPM} ci --no-update-notifier WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
        RESULT_VARIABLE _hw_result OUTPUT_VARIABLE _hw_output ERROR_VARIABLE _hw_output)
    if(NOT _hw_result EQUAL 0)
        message(FATAL_ERROR "npm ci failed. Is the npm registry reachable?\n${_hw_output}")
    endif()
    file(WRITE ${_hw_stamp} ${_hw_lock_hash})
endif()
