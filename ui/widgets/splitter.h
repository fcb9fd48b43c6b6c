#pragma once

#include "ui/widgets/theme.h"

#include <QSplitter>

namespace hw::widgets {

/// A splitter whose handle is a hairline of 1 px that can be grabbed over 8 px and moved by keys.
class Splitter : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Splitter)

public:
    Splitter(const Theme& theme, Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    QSplitterHandle* createHandle() override;

private:
    const Theme& m_theme;
};

/// A list and, after it, the detail of what is chosen in it: beside the list, or below it where there is little room.
/// Sizes that were chosen by hand stay as long as that does not change.
class DetailSplitter final : public Splitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailSplitter)

public:
    static constexpr int narrowBelow = 1100; ///< px, of the splitter

    /// `detailWidth`: px, beside the list.
    DetailSplitter(const Theme& theme, int detailWidth, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int m_detailWidth;
    bool m_isArranged = false;
};

} // namespace hw::widgets
