# The headers that are installed, each under its name in <mtmend/…>. In the tree they include each other as
# "pipeline/…"; installed as <mtmend/…>, so that no folder but the usual one need be searched.
set(MTMEND_PUBLIC_HEADERS mtmend.hpp interface.hpp outcome.hpp pipeline.hpp stage.hpp edit/edit.hpp edit/edit_set.hpp
    text/document.hpp text/marks.hpp text/span.hpp text/utf8.hpp)
set(MTMEND_HEADER_FOLDER ${PROJECT_BINARY_DIR}/include)
# usage: public_header(SOURCE NAME)
function(public_header source name)
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    file(READ ${source} text)
    string(REPLACE "#include \"pipeline/" "#include \"mtmend/" text "${text}")
    file(CONFIGURE OUTPUT ${MTMEND_HEADER_FOLDER}/mtmend/${name} CONTENT "${text}" @ONLY)
endfunction()
public_header(${PROJECT_SOURCE_DIR}/pipeline/capi/mtmend.h mtmend.h)
foreach(header ${MTMEND_PUBLIC_HEADERS})
    public_header(${PROJECT_SOURCE_DIR}/pipeline/${header} ${header})
endforeach()
list(APPEND MTMEND_PUBLIC_HEADERS mtmend.h)
