#include "pipeline/io/measured_reader.hpp"

namespace mtmend {

bool MeasuredReader::take(RawRecord& raw) {
    if (!records_->take(raw)) return false;
    hash_.add(raw.bytes);
    reached_ = {reached_.records + 1, hash_.bytes(), hash_.value()};
    raw.reached = reached_;
    return true;
}

Reached MeasuredReader::skip(std::size_t records) {
    RawRecord raw;
    while (records-- > 0 && take(raw)) {
    }
    reached_.hash = hash_.value();  // of nothing, where nothing was there
    return reached_;
}

bool RangeReader::take(RawRecord& raw) {
    while (at_ < end_ && records_->take(raw)) {
        const std::size_t begin = at_;
        at_ += raw.bytes.size();
        if (begin >= end_) at_ = end_;
        if (begin >= begin_ && begin < end_) return true;
    }
    return false;
}

}  // namespace mtmend
