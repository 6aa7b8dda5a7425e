-- Gives the pages of the book their levels in the table of contents: mdBook's page with all pages has them side by side.

-- How deep each page is, in the order of the book, from mdBook's own table of contents.
local function depths()
    local file = assert(io.open(os.getenv("CONTENTS")))
    local text = file:read("a")
    file:close()
    local found, depth = {}, 0
    for tag, rest in text:gmatch("<(/?%a+)([^>]*)>") do
        if tag == "ol" and rest:find('class="section"', 1, true) then
            depth = depth + 1
        elseif tag == "/ol" then
            depth = depth - 1
        elseif tag == "a" and rest:find("href=", 1, true) then
            -- Two levels are enough for a table of contents.
            table.insert(found, math.min(math.max(depth, 0), 1))
        end
    end
    return found
end

-- mdBook makes each heading, and each term of the glossary, a link to itself.
local function is_self_link(link)
    return link.classes:includes("header")
end

function Pandoc(document)
    local found, page, depth = depths(), 0, 0
    local shifted = document:walk({
        traverse = "topdown",
        Header = function(header)
            if header.level > 1 then
                -- What is inside a page is in no table of contents.
                header.level = header.level + 1
            else
                page = page + 1
                depth = found[page] or error("the table of contents lacks a page: " .. pandoc.utils.stringify(header))
                header.level = 1 + depth
            end
            header.content = header.content:walk({
                Link = function(link) return is_self_link(link) and link.content or nil end,
            })
            return header
        end,
    })
    if page ~= #found then error("the book has " .. page .. " pages, its table of contents " .. #found) end
    return shifted:walk({
        Link = function(link)
            return is_self_link(link) and pandoc.Span(link.content, { id = link.target:sub(2) }) or nil
        end,
    })
end
